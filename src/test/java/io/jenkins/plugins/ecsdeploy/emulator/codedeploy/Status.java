package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

/** The states of a deployment, spelled as the API spells them. */
enum Status {
    Created,
    Queued,
    InProgress,
    Baking,
    Ready,
    Succeeded,
    Failed,
    Stopped;

    boolean open() {
        return this != Succeeded && this != Failed && this != Stopped;
    }
}
