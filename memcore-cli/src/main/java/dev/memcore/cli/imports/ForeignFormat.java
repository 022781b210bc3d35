package dev.memcore.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A file format of another system: JSON documents, one or several in a file. The elements of their arrays are read one at
 * a time, so that a file of any size needs only as much memory as its largest element.
 */
interface ForeignFormat {
    /** Returns the name of the format, as on the command line. It starts the idempotency keys and the attributes. */
    String name();

    /**
     * Returns the names of the fields of a document's object whose arrays contain the elements. A document that is itself
     * an array contains elements, too. An object without such a field is one element.
     */
    Set<String> arrays();

    /**
     * Reads one element: offers each memory in it to the sink, and tells the sink what is left out.
     *
     * @param element the element, of any type
     * @param place where the element is in the file, for messages
     */
    void read(JsonNode element, ElementPlace place, ForeignSink sink);
}
