/**
 * What a store reports: results of checks, backups, maintenance and erasure, counts, and the parts of a recall's
 * explanation.
 */
@NullMarked
package dev.memcore.api.report;

import org.jspecify.annotations.NullMarked;
