/** Surveillance over what a node, a file or a recorded market holds. */
@NullMarked
package dev.tradewind.runtime.surveillance;

import org.jspecify.annotations.NullMarked;
