/** Where the program is installed and where it keeps its caches. */
@NullMarked
package dev.tradewind.runtime.home;

import org.jspecify.annotations.NullMarked;
