package io.jenkins.plugins.ecsdeploy.bench;

import java.time.Instant;

/** A kind of deployment: how AWS is set up for it, when it is at its end, and how others wait for that. */
interface Kind {
    /** What stands in front of the measures of this kind; empty for the first of all. */
    String prefix();

    /** A new service that is deployed so, of the family that has its name. */
    void place(BenchWorld world, String service);

    /** When AWS finished with the service's newest deployment, asked for without being counted. */
    Instant verdict(BenchWorld world, String service);

    /** What the numbers of this kind mean, for the page. */
    String[] notes();

    /** A poller for each, which looks every 10 seconds. */
    PollingWay ownPoller();

    /** The SDK's waiter, which looks every 15 seconds. */
    PollingWay waiter();
}
