channel "@{ topic }", @{ name.module }
