package dev.memcore.api;

import java.time.Duration;

/**
 * How long the history of a scope's memories is kept. The present version of a memory is always kept, and with it what
 * stood at the horizon; what lies before can neither be read nor restored.
 *
 * @param age versions that were replaced longer ago may be dropped by maintenance
 * @param versions how many versions of a memory are kept, the present one among them, however young; at least 1
 */
public record Retention(Duration age, int versions) {
    /** All of it, always: the default. */
    public static final Retention FOREVER = new Retention(Duration.ofSeconds(Long.MAX_VALUE), Integer.MAX_VALUE);

    /** Checks the ranges. */
    public Retention {
        if (Require.present(age, "age").isNegative()) {
            throw Require.invalid("age must not be negative, but is " + age);
        }
        Require.positive(versions, "versions");
    }

    /** What was replaced within a time. */
    public static Retention ofAge(Duration age) {
        return new Retention(age, Integer.MAX_VALUE);
    }

    /** The latest versions. */
    public static Retention ofVersions(int versions) {
        return new Retention(FOREVER.age(), versions);
    }
}
