live "@{route}", @{name.relative}
