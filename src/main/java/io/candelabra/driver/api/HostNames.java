package io.candelabra.driver.api;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the addresses of machines that drivers speak to. A driver is handed this and asks nothing else: the machine's resolver
 * waits in native code, which would hold up everything else in the server, so it is asked on threads of its own.
 */
@FunctionalInterface
public interface HostNames {
    /**
     * @param host a name or an address
     * @return may be empty
     * @throws IOException where nobody knows the name
     */
    List<InetAddress> addresses(String host) throws IOException;
}
