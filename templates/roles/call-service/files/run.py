# The program that stands before this line says what is done.
main(dict(PRESET, **json.loads(sys.argv[1])))  # noqa: F821
