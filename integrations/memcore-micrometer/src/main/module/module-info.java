/** memcore for Micrometer: metrics of a store, and observations of its operations. */
@SuppressWarnings("requires-transitive-automatic")
module dev.memcore.micrometer {
    requires transitive dev.memcore.api;
    requires transitive micrometer.commons;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires static org.jspecify;

    exports dev.memcore.micrometer;
}
