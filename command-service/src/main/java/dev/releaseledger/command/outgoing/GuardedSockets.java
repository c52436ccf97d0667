package dev.releaseledger.command.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connections for protocols other than HTTP, to addresses that the guard has checked. */
public final class GuardedSockets {
    private final AddressGuard guard;
    private final SSLContext tls;
    private final OutgoingSettings settings;

    public GuardedSockets(AddressGuard guard, SSLContext tls, OutgoingSettings settings) {
        this.guard = guard;
        this.tls = tls;
        this.settings = settings;
    }

    /**
     * A connection to the first of the host's addresses that takes one. Its {@code getInetAddress()} bears the host's name.
     *
     * @throws AddressRefused if the host may not be called
     * @throws IOException if it is not known, or no address takes a connection in time
     */
    public Socket connect(Attempt attempt, String host, int port) throws IOException {
        IOException failed = new IOException(host + " has no address");
        for (InetAddress address : guard.resolve(host)) {
            Socket socket = new BoundedSocket();
            attempt.over(socket);
            try {
                socket.setSoTimeout(millis(settings.responseTimeout()));
                socket.connect(new InetSocketAddress(address, port), millis(settings.connectTimeout()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failed = e;
            }
        }
        throw failed;
    }

    /** TLS over a connection, with the other side's certificate checked against the host's name. */
    public Socket secure(Socket connection, String host) throws IOException {
        SSLSocket secured = (SSLSocket) factory().createSocket(connection, host, connection.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** For who turns TLS on in the middle of a connection. */
    public SSLSocketFactory factory() {
        return tls.getSocketFactory();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
