package dev.releaseledger.servers.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** One client's connection through a {@link FaultyProxy}. */
final class ProxiedConnection {
    // The first four bytes after the length of a client's first message; see "Message Formats" in PostgreSQL's manual.
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int PROTOCOL_MAJOR = 3;

    private static final byte COMMAND_COMPLETE = 'C';
    private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final FaultyProxy proxy;
    private final Socket client;
    private final Socket server;
    private final AtomicLong bytesLeft;

    /** @param lifetime how many bytes it passes, in both directions together, before it is cut */
    ProxiedConnection(FaultyProxy proxy, Socket client, Socket server, long lifetime) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.bytesLeft = new AtomicLong(lifetime);
    }

    /** Forwards until one side ends; then both do. */
    void run() {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            DataInputStream fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            DataInputStream fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            OutputStream toClient = new Perishable(client.getOutputStream());
            OutputStream toServer = new Perishable(server.getOutputStream());
            boolean speaksPostgres = greet(fromClient, fromServer);
            Thread answers = Thread.ofVirtual()
                    .start(() -> untilTheEnd(() -> {
                        if (speaksPostgres) {
                            forwardAnswers(fromServer, toClient);
                        } else {
                            forward(fromServer, toClient);
                        }
                    }));
            untilTheEnd(() -> forward(fromClient, toServer));
            answers.join();
        } catch (IOException ended) {
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut();
        } finally {
            proxy.ended(this);
        }
    }

    /** Ends both sides with a reset, as a killed machine's neighbour would see it. */
    void cut() {
        reset(client);
        reset(server);
    }

    /**
     * Passes the client's first messages on, and the single bytes that answer its questions for encryption.
     *
     * @return whether the client speaks PostgreSQL's protocol in clear text
     */
    private boolean greet(DataInputStream fromClient, DataInputStream fromServer) throws IOException {
        while (true) {
            byte[] head = fromClient.readNBytes(8);
            proxy.gate().pass();
            server.getOutputStream().write(head);
            int code = head.length == 8 ? ByteBuffer.wrap(head).getInt(4) : 0;
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                return code >>> 16 == PROTOCOL_MAJOR;
            }
            int answer = fromServer.read();
            proxy.gate().pass();
            client.getOutputStream().write(answer);
            if (answer != 'N') {
                return false;
            }
        }
    }

    private void forward(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            proxy.gate().pass();
            out.write(block, 0, read);
        }
    }

    /** Message by message: one byte of type, four of length (which counts itself), the rest. */
    private void forwardAnswers(DataInputStream in, OutputStream unbuffered) throws IOException {
        OutputStream out = new BufferedOutputStream(unbuffered, 1 << 16);
        byte[] block = new byte[1 << 16];
        while (true) {
            if (in.available() == 0) {
                out.flush();
            }
            byte[] head = in.readNBytes(5);
            if (head.length < 5) {
                return;
            }
            int left = ByteBuffer.wrap(head).getInt(1) - 4;
            if (head[0] == COMMAND_COMPLETE) {
                byte[] tag = in.readNBytes(left);
                proxy.gate().pass();
                if (Arrays.equals(tag, COMMIT) && proxy.losesCommitAnswer()) {
                    out.flush();
                    cut();
                    return;
                }
                out.write(head);
                out.write(tag);
                continue;
            }
            proxy.gate().pass();
            out.write(head);
            while (left > 0) {
                int read = in.read(block, 0, Math.min(left, block.length));
                if (read < 0) {
                    throw new EOFException("the server stopped inside a message");
                }
                proxy.gate().pass();
                out.write(block, 0, read);
                left -= read;
            }
        }
    }

    /** Passes bytes on until those of the connection are used up, and cuts it in the middle of whatever passes then. */
    private final class Perishable extends FilterOutputStream {
        Perishable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            long left = bytesLeft.getAndAdd(-length);
            if (left >= length) {
                out.write(bytes, from, length);
                return;
            }
            out.write(bytes, from, (int) Math.max(0, left));
            proxy.usedUp();
            cut();
            throw new EOFException("the connection has passed all that it may");
        }
    }

    private interface Flow {
        void run() throws IOException;
    }

    private void untilTheEnd(Flow flow) {
        try {
            flow.run();
        } catch (IOException cutOnOneSide) {
            reset(client);
        } finally {
            quietlyClose(client);
            quietlyClose(server);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            return;
        }
        quietlyClose(socket);
    }

    private static void quietlyClose(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that fails to close is as gone as one that closes.
        }
    }
}
