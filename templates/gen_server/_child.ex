@{ name.module }
