/**
 * Condition groups: kept, changed, and held against the devices of the setup.
 *
 * <p>What a group is stands in {@code words.ConditionGroup}; whether it holds is decided by
 * {@link io.candelabra.dialect.overkiz.conditiongroups.Evaluation}, which is pure.
 */
@NullMarked
package io.candelabra.dialect.overkiz.conditiongroups;

import org.jspecify.annotations.NullMarked;
