/**
 * Condition groups, and whether they hold for the devices of the setup.
 *
 * <p>{@link io.candelabra.dialect.overkiz.conditiongroups.EvaluationDocument} decides that; it is pure.
 */
@NullMarked
package io.candelabra.dialect.overkiz.conditiongroups;

import org.jspecify.annotations.NullMarked;
