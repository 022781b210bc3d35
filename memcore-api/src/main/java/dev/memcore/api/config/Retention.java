package dev.memcore.api.config;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * How long the history of a scope is kept. Maintenance applies it. The present version of a memory is never dropped,
 * except for forgotten memories. After a drop, the history of the scope is complete from a certain time on, the
 * retention watermark. Earlier states can neither be read nor restored. With a limit on {@code forgotten}, a store that
 * forgets as much as it stores does not grow.
 *
 * @param age maintenance may drop versions that were replaced longer ago than this
 * @param versions the maximum number of versions of a memory that are kept, including the present one, whatever their
 *     age; at least 1
 * @param forgotten maintenance may drop memories that were forgotten longer ago than this, with all their versions,
 *     usage counts and idempotency keys. A memory is kept while a memory that is not forgotten refers to it. A keyed
 *     fact that a policy forgot is kept while its scope has a fact with the same key that is not forgotten
 */
public record Retention(Duration age, int versions, Duration forgotten) {
    /** The default: all history is kept. */
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

    /** Creates a retention that keeps forgotten memories. */
    public Retention(Duration age, int versions) {
        this(age, versions, Duration.ofSeconds(Long.MAX_VALUE));
    }

    /** Returns a retention that keeps the versions that were replaced within the given time. */
    public static Retention ofAge(Duration age) {
        return new Retention(age, Integer.MAX_VALUE);
    }

    /** Returns a retention that keeps the given number of latest versions. */
    public static Retention ofVersions(int versions) {
        return new Retention(FOREVER.age(), versions);
    }

    /** Returns this retention with another limit for forgotten memories. */
    public Retention withForgotten(Duration forgotten) {
        return new Retention(age, versions, forgotten);
    }
}
