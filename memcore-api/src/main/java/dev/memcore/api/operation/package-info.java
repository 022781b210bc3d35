/** Operations on memories, their causes and outcomes, erasure requests, and maintenance budgets. */
@NullMarked
package dev.memcore.api.operation;

import org.jspecify.annotations.NullMarked;
