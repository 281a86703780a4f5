import type { Attribute } from '../../read/jenkins/element.js';

/** Java's collections: their class says nothing but how Jenkins keeps a list. */
const COLLECTION =
  /^(java\.util\.[\w.$-]+|vector|list|linked-list|empty-list|set|tree-set|linked-hash-set|map|tree-map|string-array)$/;

/** The plugin, and for plugins written in Ruby the class of each value. */
const BOOKKEEPING = new Set(['plugin', 'pluginid', 'ruby-class']);

/** Attributes that Jenkins adds by itself and that carry no wish of the user: the plugin's version, the kind of a list. */
export function isMechanical(attribute: Attribute): boolean {
  return BOOKKEEPING.has(attribute.name) || (attribute.name === 'class' && COLLECTION.test(attribute.value));
}
