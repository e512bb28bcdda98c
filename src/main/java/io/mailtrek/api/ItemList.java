package io.mailtrek.api;

import java.util.List;

/**
 * Items, folder by folder.
 *
 * @param items some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 */
public record ItemList(List<ItemAnswer> items, String next) {}
