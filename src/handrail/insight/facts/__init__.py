"""What happens in cases as coded facts under pseudonyms, in sealed Parquet files, one a month. Names nobody."""
