@NullMarked
package dev.tradewind.runtime.surveillance;

import org.jspecify.annotations.NullMarked;
