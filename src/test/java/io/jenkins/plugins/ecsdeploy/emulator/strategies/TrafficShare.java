package io.jenkins.plugins.ecsdeploy.emulator.strategies;

/** What of a service's traffic goes to one of its revisions, in percent. */
public final class TrafficShare {
    double production;
    double test;
    /** Whether its tasks are in the alternate target group: that changes from one deployment to the next. */
    boolean alternate;

    /** The share of production traffic. */
    public double production() {
        return production;
    }

    /** The share of test traffic. */
    public double test() {
        return test;
    }
}
