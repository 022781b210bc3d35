package dev.memcore.cli.imports;

/**
 * Where an element is in a file.
 *
 * @param document the number of the document in the file, from 1
 * @param array the name of the field that contains the element; empty if the document is an array or the element itself
 * @param index the number of the element in its array, from 1
 */
record ElementPlace(long document, String array, long index) {
    @Override
    public String toString() {
        String field = array.isEmpty() ? "" : array + " ";
        return (document == 1 ? "" : "document " + document + ", ") + field + "#" + index;
    }
}
