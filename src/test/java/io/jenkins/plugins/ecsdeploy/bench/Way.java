package io.jenkins.plugins.ecsdeploy.bench;

/** A way to deploy one service and to wait until AWS has finished. */
interface Way {
    /** Begins; the ending is told in a task of the world's time. */
    void deploy(BenchWorld world, String service, Ending ending);

    /** How a deployment ended for the one who waits. */
    interface Ending {
        void succeeded();

        void failed(RuntimeException e);
    }
}
