/** Closed forms and golden values. */
@NullMarked
package dev.memcore.bench.simulate.form;

import org.jspecify.annotations.NullMarked;
