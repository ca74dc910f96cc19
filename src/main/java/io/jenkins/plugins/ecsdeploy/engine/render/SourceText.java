package io.jenkins.plugins.ecsdeploy.engine.render;

/**
 * A document that the caller brought along.
 *
 * @param place what to call it in messages: the file's path, or the argument that held the text
 * @param text JSON or YAML: a task definition, or an array of container definitions
 * @param file whether it was written by a person into a file, and not made by a program
 */
public record SourceText(String place, String text, boolean file) {}
