/** What policies of forgetting leave over: how much of the evidence, and how much of it is still found. */
@NullMarked
package dev.memcore.bench.forgetting;

import org.jspecify.annotations.NullMarked;
