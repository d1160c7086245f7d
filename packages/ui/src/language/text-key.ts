type WithoutPlural<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key

/** Every dotted path to a sentence in a tree of texts; plural endings are left to the translator function. */
export type TextKey<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? WithoutPlural<Key>
    : `${Key}.${TextKey<Texts[Key]>}`
}[keyof Texts & string]

/** The same tree with any sentences: what a translation has to be. */
export type SameTexts<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameTexts<Texts[Key]>
}

/** Values that stand in for `{{names}}` in a sentence; `count` also picks the plural. */
export type TextValues = Readonly<Record<string, unknown>>
