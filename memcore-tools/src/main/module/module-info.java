/** Tools with which a language model reads and changes the memory of memcore, for any function-calling API. */
module dev.memcore.tools {
    requires transitive dev.memcore.api;
    requires transitive java.sql;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires static org.jspecify;

    exports dev.memcore.tools;
}
