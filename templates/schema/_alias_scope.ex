alias @{ scope.module }
