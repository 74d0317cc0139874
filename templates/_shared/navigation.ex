{"@{ schema.title_plural }", ~p"@{ full_path }"}
