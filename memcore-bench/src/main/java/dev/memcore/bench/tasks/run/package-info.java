/** What all harness tasks share: options, stores, figures, bounds and reports. */
@NullMarked
package dev.memcore.bench.tasks.run;

import org.jspecify.annotations.NullMarked;
