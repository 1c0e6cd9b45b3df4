/** Tries surveillance on recorded markets, into which people who manipulate and people who do not are put. */
@NullMarked
package dev.tradewind.policy.surveillance.trial;

import org.jspecify.annotations.NullMarked;
