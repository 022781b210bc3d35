package dev.memcore.api.config;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * How long the history of a scope's memories is kept. The present version of a memory is kept, and with it what stood at the
 * horizon; what lies before can neither be read nor restored. A memory that was forgotten long enough ago goes altogether: a
 * store that forgets as much as it remembers does not grow.
 *
 * @param age versions that were replaced longer ago may be dropped by maintenance
 * @param versions how many versions of a memory are kept, the present one among them, however young; at least 1
 * @param forgotten memories that were forgotten longer ago may be dropped by maintenance, with all their versions, uses and
 *     idempotency key; not while a memory that is not forgotten refers to them
 */
public record Retention(Duration age, int versions, Duration forgotten) {
    /** All of it, always: the default. */
    public static final Retention FOREVER = new Retention(Duration.ofSeconds(Long.MAX_VALUE), Integer.MAX_VALUE);

    /** Checks the ranges. */
    public Retention {
        if (Arguments.present(age, "age").isNegative()) {
            throw Arguments.invalid("age must not be negative, but is " + age);
        }
        Arguments.positive(versions, "versions");
        if (Arguments.present(forgotten, "forgotten").isNegative()) {
            throw Arguments.invalid("forgotten must not be negative, but is " + forgotten);
        }
    }

    /** What is forgotten stays, as any other memory does. */
    public Retention(Duration age, int versions) {
        this(age, versions, Duration.ofSeconds(Long.MAX_VALUE));
    }

    /** What was replaced within a time. */
    public static Retention ofAge(Duration age) {
        return new Retention(age, Integer.MAX_VALUE);
    }

    /** The latest versions. */
    public static Retention ofVersions(int versions) {
        return new Retention(FOREVER.age(), versions);
    }

    /** The same, but forgotten memories are dropped after a time. */
    public Retention withForgotten(Duration forgotten) {
        return new Retention(age, versions, forgotten);
    }
}
