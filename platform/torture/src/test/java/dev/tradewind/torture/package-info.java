@NullMarked
package dev.tradewind.torture;

import org.jspecify.annotations.NullMarked;
