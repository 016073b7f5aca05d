"""What is: records, the data dictionary, code lists, regions, the NIK. No disk but resources."""
