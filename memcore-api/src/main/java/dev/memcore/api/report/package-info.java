/**
 * The reports of a store: the results of checks, backups, maintenance and erasure, statistics, and the explanation of a
 * recall.
 */
@NullMarked
package dev.memcore.api.report;

import org.jspecify.annotations.NullMarked;
