package dev.releaseledger.command.health.alertmanager;

/** What became of an alert. */
enum AlertOutcome {
    /** It is a health report of the deployment that runs there. */
    RECORDED,
    /** It was told before. */
    KNOWN,
    /** It is over, and never was told of this deployment while it fired. */
    NOTHING_TO_RESOLVE,
    /** It has no labels that name a product and an environment. */
    UNLABELLED,
    /** Nothing is known to run there. */
    NOTHING_THERE,
    /** What runs there is not watched any more. */
    NOT_WATCHED,
    /** It fires since before the deployment began, so it says nothing against it. */
    EARLIER,
    /** The token gives no right to report health of the product. */
    FORBIDDEN,
    /** A rule refused it; that is on record. */
    REFUSED
}
