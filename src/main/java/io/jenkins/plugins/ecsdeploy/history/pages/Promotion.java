package io.jenkins.plugins.ecsdeploy.history.pages;

/**
 * A form of a job in which what runs elsewhere is chosen.
 *
 * @param to the place that the job deploys to
 * @param link the form, below Jenkins
 */
public record Promotion(String to, String link) {}
