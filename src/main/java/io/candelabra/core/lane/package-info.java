/**
 * The way to the field and back: one lane per gateway, one desk per site for what the field reports, one ticker per site
 * for what comes due.
 *
 * <p>A lane sends what the state says is on its way; it decides nothing. All of these work in steps
 * ({@code core.clock.Loop}), so that a test can drive them in any order. Start with {@link io.candelabra.core.lane.Lane}.
 */
@NullMarked
package io.candelabra.core.lane;

import org.jspecify.annotations.NullMarked;
