/** One call of a tool: parameters, checked arguments, the text of a result. */
@NullMarked
package dev.memcore.tools.call;

import org.jspecify.annotations.NullMarked;
