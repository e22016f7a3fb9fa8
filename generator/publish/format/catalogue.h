/*
 * What things in data/catalogue.jsonld are written with. Layer: publish, for
 * catalogue.c only.
 */
#ifndef PUBLISH_FORMAT_CATALOGUE_H
#define PUBLISH_FORMAT_CATALOGUE_H

#include "publish/format/format.h"

struct catalogue {
    struct root *root;
    const struct publication *publication;
    struct slice folder; /* of the frozen tree it is for; empty = the root */
    const struct portal *portal;
    struct arena *arena;
    struct map files; /* path -> its digest, as struct slice */
    struct json_writer w;
    struct {
        const struct member **items;
        size_t count, capacity;
    } places; /* territories that lie in no other */
    bool has_contact;
    bool is_broken; /* a file cannot be asked for its size, which is found */
};

/* Of a path from the root; relative to the document where the root's address
 * is not known. */
struct slice catalogue_address(struct catalogue *c, struct slice path);
/* Of a thing in the document: "…/data/catalogue.jsonld#dataset/plan/csv". */
struct slice catalogue_fragment(struct catalogue *c, struct slice name);

/* {"@id": …, "@type": …}: a thing that others describe; `key` null in a list,
 * nothing without an identity. */
void catalogue_thing(struct json_writer *w, const char *key,
                     struct slice identity, const char *type);
void catalogue_value(struct json_writer *w, const char *key, struct slice value,
                     const char *type);
/* Nothing where it is not set. */
void catalogue_date(struct json_writer *w, const char *key, struct date date);
void catalogue_texts(struct catalogue *c, const char *key,
                     const struct words *words);
void catalogue_languages(struct catalogue *c);
void catalogue_licence(struct json_writer *w, struct slice name,
                       struct slice where);
/* Told whole once, then by its identifier: there are many datasets. */
void catalogue_reference(struct catalogue *c, const char *key,
                         const char *name);
void catalogue_publisher(struct catalogue *c);
void catalogue_contact(struct catalogue *c);
/* Nothing where there is no such page. */
void catalogue_page(struct catalogue *c, const char *key, struct slice route);

struct medium {
    const char *ending; /* after the name of the resource */
    const char *type;   /* of the authority's file types, or null */
    const char *media;
    const char *standard; /* it keeps to, or null */
};

/* A file of the root, as a distribution; nothing when it is not there. */
void catalogue_file(struct catalogue *c, struct slice path,
                    const struct medium *medium, struct slice name,
                    struct slice where);

#endif
