/**
 * memcore for Micrometer: {@link dev.memcore.micrometer.MemcoreObservations} times the operations of a store, and {@link
 * dev.memcore.micrometer.MemcoreMetrics} reports its state.
 */
@NullMarked
package dev.memcore.micrometer;

import org.jspecify.annotations.NullMarked;
