/**
 * The driver to copy: a small protocol of text lines, with all that a real one needs and nothing more.
 *
 * <p>It speaks over TCP ({@code TcpPeer}), within deadlines and with a login. Copy the package, rename it after your protocol, and replace {@link io.candelabra.driver.example.Peer} by your
 * connection. It knows {@code driver.api} and {@code model}; a library for the protocol may come in here, and nowhere else.
 * Read {@link io.candelabra.driver.example.ExampleDriver}, with the guide {@code docs/guides/add-a-driver.md} beside it.
 */
@NullMarked
package io.candelabra.driver.example;

import org.jspecify.annotations.NullMarked;
