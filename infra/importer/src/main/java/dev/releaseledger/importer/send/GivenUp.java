package dev.releaseledger.importer.send;

/** Nothing more can be sent: the service does not answer, or lets nobody in with our tokens. */
final class GivenUp extends Exception {

    private static final long serialVersionUID = 1L;

    GivenUp(String reason) {
        super(reason);
    }
}
