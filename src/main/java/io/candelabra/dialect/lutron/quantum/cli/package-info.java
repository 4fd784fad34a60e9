/**
 * The commands of the command line that only Quantum brings: licences of processors, and the occupancy webhook. They send an
 * {@link io.candelabra.dialect.lutron.quantum.QuantumOrder} to the running server and know nothing else of it.
 */
@NullMarked
package io.candelabra.dialect.lutron.quantum.cli;

import org.jspecify.annotations.NullMarked;
