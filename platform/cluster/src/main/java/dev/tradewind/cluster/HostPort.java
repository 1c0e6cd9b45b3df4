package dev.tradewind.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/** A host and a port, as {@code 127.0.0.1:5701}. */
public record HostPort(String host, int port) {
    /** @throws IllegalArgumentException if it is none */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port > 0 && port <= 65_535) {
                return new HostPort(text.substring(0, colon), port);
            }
        }
        throw new IllegalArgumentException("an address is HOST:PORT, such as 127.0.0.1:5701, was '" + text + "'");
    }

    /** Whether it is of this machine and nobody listens there. */
    public boolean isFreeHere() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
                return false;
            }
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(address, port));
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
