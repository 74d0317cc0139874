{"@{ link }", ~p"@{ full_path }"}
