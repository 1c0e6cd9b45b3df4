/** The plugin host: loads plugins from zips and folders, each in its own class loader. */
@NullMarked
package dev.tradewind.runtime.plugin;

import org.jspecify.annotations.NullMarked;
