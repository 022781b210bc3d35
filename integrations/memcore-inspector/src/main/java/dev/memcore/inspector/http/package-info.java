/** Requests: who may send them, which parameters they have, and which endpoint answers. */
@NullMarked
package dev.memcore.inspector.http;

import org.jspecify.annotations.NullMarked;
