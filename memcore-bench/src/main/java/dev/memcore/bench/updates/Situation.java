package dev.memcore.bench.updates;

/** What is known about the subject of a question. */
enum Situation {
    /** One statement. */
    SINGLE("single"),
    /** An old statement and a newer one. */
    UPDATED("updated"),
    /** Three to six statements. */
    SEVERAL("several updates"),
    /** One or two statements, and newer notes that mention the subject and say nothing about what is asked. */
    MENTIONED("mentioned later"),
    /** One or two statements, and as many about another subject that shares a word with it. */
    SIMILAR("similar subjects");

    private final String label;

    Situation(String label) {
        this.label = label;
    }

    /** Its name in reports. */
    String label() {
        return label;
    }
}
