alias @{ operation.module }
