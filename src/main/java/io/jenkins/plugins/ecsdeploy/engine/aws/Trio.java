package io.jenkins.plugins.ecsdeploy.engine.aws;

import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Three clients of one service of AWS. Reads may be repeated whatever happened; a change may not, because its answer may
 * be lost after it was done; a poll is repeated by the poller itself, which knows who else wants to call.
 */
record Trio<C extends SdkAutoCloseable>(C reading, C changing, C polling) implements SdkAutoCloseable {
    @Override
    public void close() {
        reading.close();
        changing.close();
        polling.close();
    }
}
