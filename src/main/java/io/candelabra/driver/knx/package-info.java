/**
 * KNX buildings behind a KNXnet/IP interface or router: group telegrams come and go, and a table of group addresses says what they mean.
 *
 * <p>What is known of it: the published telegram forms of KNXnet/IP, the datapoint types, and the roles that the planning tool ETS gives to group
 * addresses. Begin with {@link io.candelabra.driver.knx.KnxDriver}. {@link io.candelabra.driver.knx.KnxBus} is the far end, {@link
 * io.candelabra.driver.knx.KnxTable} the plan, {@link io.candelabra.driver.knx.KnxPlan} the devices that are made of it, and {@link
 * io.candelabra.driver.knx.KnxType} is how telegrams become states and commands become telegrams.
 */
@NullMarked
package io.candelabra.driver.knx;

import org.jspecify.annotations.NullMarked;
